import { describe, expect, it } from '@jest/globals';
import { CloudEvent as Validated } from 'cloudevents';
import type { Position, Recorded } from '#eventing';
import { cloudEventOf, eventOf, positionOf } from './cloud-event.js';

const recorded: Recorded = {
  id: '0198c9a2-7d1e-5c3a-9f55-3f0f5e6b2a11',
  stream: 'brokerage.deployment-7',
  revision: 3,
  position: '00000000000000000042' as Position,
  type: 'SupportDeployed',
  data: { deploymentId: '7', on: '2025-01-13' },
  schemaVersion: 1,
  occurredOn: '2025-01-13',
  recordedOn: '2025-01-13T09:00:00.000Z',
  actor: { id: 'broker-1', role: 'broker', onBehalfOf: 'urn:900001' },
  commandId: '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a12',
  bodyHash: 'ab12',
  correlationId: '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a13',
  causationId: '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a14',
  tags: ['deployment:7', 'urn:900001'],
};

describe('an event as a CloudEvent', () => {
  it('is one by the specification', () => {
    const { data, ...attributes } = cloudEventOf(recorded, 'a-log');
    expect(new Validated({ ...attributes, data }, true).validate()).toBe(true);
  });

  it('comes back as it went', () => {
    const { stream, revision, position, ...event } = recorded;
    const cloudEvent = cloudEventOf(recorded, 'a-log');
    const { id, type, data, meta } = eventOf(
      JSON.parse(JSON.stringify(cloudEvent)) as typeof cloudEvent,
    );
    expect({ id, type, data, ...meta }).toEqual(event);
    expect([cloudEvent.subject, cloudEvent.streamrevision, positionOf(cloudEvent)]).toEqual([
      stream,
      revision,
      position,
    ]);
  });
});
