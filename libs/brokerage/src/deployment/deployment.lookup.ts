import type { KpiEvent } from '#evaluation';
import type { Fold, Lookup, Reader } from '#eventing';
import { sameTrust, schoolStanding, schoolTrust } from '#network';
import { unfitFor } from '../provider/booking.js';
import { provider } from '../provider/provider.js';
import { supportRequest } from '../support-request/support-request.js';
import type { RaisedRequest } from '../support-request/support-request-state.js';
import type { DeploymentCommand } from './deployment.commands.js';
import type { DeploymentState, ProposedDeployment } from './deployment-state.js';
import type { DeploymentKnown } from './rules.js';

/** A KPI is named if the caller may see it: support demands its baseline and counts on its board. */
const kpiCommitted: Fold<KpiEvent, boolean> = {
  category: 'evaluation.kpi',
  initial: false,
  evolve: () => true,
};

/** The request, the provider and the schools, as each rule needs them. Providers are looked up anywhere. */
export const deploymentLookup: Lookup<DeploymentCommand, DeploymentState, DeploymentKnown> = async (
  command,
  state,
  reader,
) => {
  if (command.type === 'ProposeDeployment') {
    const request = await reader.fold(supportRequest, command.requestId);
    await Promise.all(command.kpiIds.map((id) => reader.fold(kpiCommitted, id)));
    if (request.status === 'none') return {};
    const leader = await reader.peek(provider, command.leaderId);
    if (leader.status === 'none') return { request };
    const { homeUrn } = leader;
    const standings = [request.urn, homeUrn].map((urn) => reader.peek(schoolStanding, urn));
    const schoolsOpen = (await Promise.all(standings)).every((it) => it === 'open');
    return { request, leader: { homeUrn }, schoolsOpen };
  }
  if (state.status === 'none') return {};
  switch (command.type) {
    case 'CheckConflicts':
      return matchOf(state, reader);
    case 'AgreeDeployment':
      return { ...(await matchOf(state, reader)), ...(await requestOf(state, reader)) };
    case 'CommissionDeployment':
    case 'ExtendDeployment':
      return requestOf(state, reader);
    default:
      return {};
  }
};

/** Seen by the side that asked: the leader's side neither approves, agrees nor extends what others pay for. */
const requestOf = async (
  { requestId }: ProposedDeployment,
  reader: Reader,
): Promise<{ request?: RaisedRequest }> => {
  const request = await reader.fold(supportRequest, requestId);
  return request.status === 'none' ? {} : { request };
};

/** What stands against this leader at this school. */
async function matchOf(
  { leaderId, urn, homeUrn, focusArea, window }: ProposedDeployment,
  reader: Reader,
): Promise<DeploymentKnown> {
  const leader = await reader.peek(provider, leaderId);
  if (leader.status === 'none') return {};
  const [there, home] = await Promise.all([
    reader.peek(schoolTrust, urn),
    reader.peek(schoolTrust, homeUrn),
  ]);
  const places = [`urn:${urn}`, `trust:${there?.uid ?? ''}`, `trust:${there?.name ?? ''}`];
  const unfit = unfitFor(leader, focusArea, window);
  return {
    leader: { homeUrn, ...(unfit ? { unfit } : {}) },
    interests: leader.interests.filter((it) => places.includes(it.with)),
    sameTrust: sameTrust(there, home),
  };
}
