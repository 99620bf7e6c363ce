import { Refusal, refuseConsentDay } from '#eventing';
import type {
  AcceptSupport,
  AgreeDeployment,
  CheckConflicts,
  CommissionDeployment,
  ReleaseHomeSchool,
} from './deployment.commands.js';
import type { DeploymentEvent } from './deployment.events.js';
import { costOf, partiesOf, type ProposedDeployment } from './deployment-state.js';
import { answerable, conflictsIn, type DeploymentContext, inState, withinFunds } from './rules.js';

/** Looks for conflicts of interest; what is found is recorded, and then nothing can be agreed. */
export function checkConflicts(
  { declared }: CheckConflicts,
  state: ProposedDeployment,
  { id: deploymentId, today, known }: DeploymentContext,
): DeploymentEvent[] {
  inState(state, 'checked', 'proposed');
  const told = declared === 'none' ? [] : [`declared:${declared}`];
  const found = [...new Set([...conflictsIn(known, today), ...told])];
  return [{ type: 'ConflictsChecked', data: { deploymentId, found } }];
}

/** A school's consent: the home school releases, the supported school accepts. Given once. */
export function consent(
  { type, agreedOn }: ReleaseHomeSchool | AcceptSupport,
  state: ProposedDeployment,
  context: DeploymentContext,
): DeploymentEvent[] {
  const home = type === 'ReleaseHomeSchool';
  const urn = home ? state.homeUrn : state.urn;
  inState(state, home ? 'released' : 'accepted', 'proposed');
  refuseConsentDay(agreedOn, context);
  if (home ? state.released : state.accepted) return [];
  const data = { deploymentId: context.id, urn, agreedBy: context.actor.role, agreedOn };
  return [{ type: home ? 'HomeSchoolReleased' : 'SupportedSchoolAccepted', data }];
}

/** The commissioner's consent. Given once. */
export function commission(
  { commissioner, agreedOn }: CommissionDeployment,
  state: ProposedDeployment,
  context: DeploymentContext,
): DeploymentEvent[] {
  inState(state, 'approved', 'proposed');
  refuseConsentDay(agreedOn, context);
  if (state.approved) return [];
  const data = { deploymentId: context.id, commissioner, agreedOn };
  return [{ type: 'CommissionerApproved', data }];
}

/** Agrees what all have consented to, if the request still waits and the leader can still be matched. */
export function agree(
  { mou }: AgreeDeployment,
  state: ProposedDeployment,
  { id, today, known }: DeploymentContext,
): DeploymentEvent[] {
  inState(state, 'agreed', 'proposed');
  consented(state);
  refuseConflicts(conflictsIn(known, today));
  const request = answerable(known.request, id);
  const { focusArea, halfDays, dayRatePence, window } = state;
  withinFunds(costOf(halfDays, dayRatePence), request.fundsLeftPence);
  const unfit = known.leader?.unfit;
  if (unfit) throw new Refusal(unfit.code, unfit.detail);
  if (window.to < today)
    throw new Refusal('window-over', `The window ended on ${window.to}: propose another.`);
  const terms = { focusArea, halfDays, dayRatePence, window };
  return [{ type: 'DeploymentAgreed', data: { ...partiesOf(id, state), ...terms, mou } }];
}

/** Refuses what lacks a consent or a clean conflict check: release, acceptance, approval, conflicts. */
export function consented({ released, accepted, approved, conflicts }: ProposedDeployment): void {
  if (!released)
    throw new Refusal('release-missing', 'The home school has not released the leader.');
  if (!accepted) throw new Refusal('acceptance-missing', 'The supported school has not accepted.');
  if (!approved) throw new Refusal('approval-missing', 'The commissioner has not approved.');
  if (!conflicts)
    throw new Refusal('conflicts-not-checked', 'Check for conflicts of interest first.');
  refuseConflicts(conflicts);
}

function refuseConflicts(found: readonly string[]): void {
  if (found.length > 0)
    throw new Refusal(
      'conflict-of-interest',
      `This is never waived: ${found.join(', ')}. Propose another leader.`,
    );
}
