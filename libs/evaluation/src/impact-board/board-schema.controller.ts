import { ApiProperty, getSchemaPath, PickType } from '@nestjs/swagger';
import { describeRow } from '#http';
import { boardColumns } from './board-figure.js';
import { ImpactFigure } from './impact-board.entity.js';

describeRow(ImpactFigure);

/** One figure of a board, as OpenAPI describes it. */
export class BoardFigureAnswer extends PickType(ImpactFigure, boardColumns) {
  @ApiProperty({ description: 'The rule; what it withholds reads `c`', example: 'local-1' })
  suppression!: string;

  @ApiProperty({ description: 'The address of the facts behind the figure' })
  provenance!: string;
}

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
          figures: list({ $ref: getSchemaPath(BoardFigureAnswer) }),
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
