import type { Id } from '#eventing';

/**
 * A partnership of schools.
 * @identity partnership
 */
export type PartnershipId = Id;

/**
 * A person whom the register holds.
 * @identity person
 */
export type PersonId = Id;

/**
 * A need of a school.
 * @identity need
 */
export type NeedId = Id;

/**
 * A need in the broker's inbox.
 * @identity referral
 */
export type ReferralId = Id;

/**
 * A request for support.
 * @identity request
 */
export type RequestId = Id;

/**
 * A provider of support: a leader, or an organisation.
 * @identity provider
 */
export type ProviderId = Id;

/**
 * A deployment of support.
 * @identity deployment
 */
export type DeploymentId = Id;

/**
 * A plan for improvement.
 * @identity plan
 */
export type PlanId = Id;

/**
 * An indicator that was committed to.
 * @identity kpi
 */
export type KpiId = Id;

/**
 * An item of evidence.
 * @identity evidence
 */
export type EvidenceId = Id;

/**
 * An evaluation of impact.
 * @identity evaluation
 */
export type EvaluationId = Id;
