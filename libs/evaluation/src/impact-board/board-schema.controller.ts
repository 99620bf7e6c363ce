import { getSchemaPath } from '@nestjs/swagger';
import { ImpactFigure } from './impact-board.entity.js';

const text = { type: 'string' } as const;
const count = { type: 'integer' } as const;
const counts = { type: 'object', additionalProperties: count } as const;
const object = <P extends Record<string, object>>(properties: P) => ({
  type: 'object' as const,
  properties,
});
const list = <I extends object>(items: I) => ({ type: 'array' as const, items });

/** The answer of the impact board, as OpenAPI describes it. */
export const boardSchema = object({
  partnershipId: { ...text, format: 'uuid' },
  urns: { ...list(text), description: 'Its member schools at that moment' },
  levels: list(
    object({
      level: text,
      indicators: list(
        object({
          indicator: text,
          unit: text,
          direction: text,
          figures: list({
            allOf: [
              { $ref: getSchemaPath(ImpactFigure) },
              object({
                suppression: { ...text, description: 'The rule; what it withholds reads `c`' },
                provenance: { ...text, description: 'The address of the facts behind the figure' },
              }),
            ],
          }),
        }),
      ),
    }),
  ),
  totals: object({
    kpis: count,
    byState: counts,
    byStrength: counts,
    costPence: { ...count, description: 'Of distinct completed deployments' },
    terminatedPence: { ...count, description: 'Of distinct terminated deployments' },
    deployments: count,
  }),
  formula: { ...text, example: 'progress-1' },
  suppression: { ...text, example: 'local-1' },
  position: { ...text, example: '1a2b3c4d.c117' },
  asOf: object({ asked: text, clock: text, position: text }),
});
