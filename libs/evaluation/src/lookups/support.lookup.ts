import type { Fold, Reader } from '#eventing';
import type { DeploymentEvent, ProviderEvent } from '#brokerage';
import type { Support } from '../evaluation/known.js';

/** A deployment as evaluation sees it, from its own events. */
export const supportFold: Fold<DeploymentEvent, Support | undefined> = {
  category: 'brokerage.deployment',
  initial: undefined,
  evolve(support, { type, data }) {
    if (type === 'DeploymentProposed') {
      const { urn, homeUrn, kpiIds, leaderId } = data;
      return { urn, homeUrn, kpiIds, deliverer: leaderId, started: false };
    }
    if (!support) return undefined;
    switch (type) {
      case 'DeploymentAgreed':
        return { ...support, startsOn: data.window.from };
      case 'SupportDeployed':
        return { ...support, startsOn: data.on, started: true };
      case 'DeploymentCompleted':
        return { ...support, costPence: data.costPence };
      case 'VisitCorrected':
        return support.costPence === undefined
          ? support
          : { ...support, costPence: data.costPence };
      case 'DeploymentTerminated':
        return support.started
          ? { ...support, costPence: data.costPence }
          : { ...support, startsOn: undefined, costPence: data.costPence };
      case 'DeploymentDeclined':
        return { ...support, startsOn: undefined };
      default:
        return support;
    }
  },
};

const providerPerson: Fold<ProviderEvent, string | undefined> = {
  category: 'brokerage.provider',
  initial: undefined,
  evolve: (person, { type, data }) => (type === 'ProviderRegistered' ? data.personId : person),
};

/** The support with the person who delivers it; what has been asked for once is known without a grant. */
export async function supportOf(
  deploymentId: string,
  reader: Reader,
): Promise<Support | undefined> {
  const support = await reader.peek(supportFold, deploymentId);
  return support && { ...support, person: await reader.peek(providerPerson, support.deliverer) };
}
