import { type Context, inStateOf, Refusal } from '#eventing';
import type { Unfit } from '../provider/booking.js';
import type { Interest } from '../provider/provider-state.js';
import type { RaisedRequest } from '../support-request/support-request-state.js';

/** What the rules of a deployment must know of other streams. */
export interface DeploymentKnown {
  /** The request that is answered. */
  readonly request?: RaisedRequest;
  /** The provider, and what keeps it from being matched. */
  readonly leader?: {
    readonly homeUrn: string;
    readonly unfit?: Unfit;
  };
  /** Whether both schools are registered and open. */
  readonly schoolsOpen?: boolean;
  /** The provider's interests in the supported school or its trust. */
  readonly interests?: readonly Interest[];
  /** Whether both schools belong to one trust. */
  readonly sameTrust?: boolean;
}

/** The context in which a deployment is decided. */
export type DeploymentContext = Context<DeploymentKnown>;

/** Refuses unless the deployment is in one of these states (`deployment-not-in-state`). */
export const inState = inStateOf('deployment');

/** Refuses a day that has not come yet (`day-in-future`). */
export function notInFuture(day: string, { today }: DeploymentContext): void {
  if (day > today) throw new Refusal('day-in-future', `${day} lies in the future.`);
}

/** What stands against it: one trust, interests still valid today, and what was told. CONFLICT is never waived. */
export function conflictsIn(
  { sameTrust, interests = [] }: DeploymentKnown,
  today: string,
): string[] {
  const valid = interests.filter(({ until }) => until === undefined || until >= today);
  return [...(sameTrust ? ['same-trust'] : []), ...valid.map((it) => `interest:${it.kind}`)];
}

/** Refuses a cost beyond what is approved for the request (`cost-exceeds-funding`). */
export function withinFunds(costPence: number, fundsLeftPence: number): void {
  if (costPence > fundsLeftPence)
    throw new Refusal(
      'cost-exceeds-funding',
      `It costs ${costPence} pence, and ${fundsLeftPence} are approved: fund the request first.`,
    );
}

/** The request, if this deployment may answer it (`request-not-funded`, `request-matched`). */
export function answerable(request: RaisedRequest | undefined, id: string): RaisedRequest {
  if (request?.status === 'matched' && request.deploymentId !== id)
    throw new Refusal('request-matched', 'Another deployment answers this request.');
  if (request?.status !== 'funded' && request?.status !== 'matched')
    throw new Refusal(
      'request-not-funded',
      'Support is proposed and agreed for a request that is triaged and funded.',
    );
  return request;
}
