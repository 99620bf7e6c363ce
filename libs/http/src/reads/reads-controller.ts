import { Get, type Type } from '@nestjs/common';
import type { AnyComposed, AnyReads } from '#read-model';
import {
  describeComposed,
  describeEvent,
  describeList,
  describeOne,
  describeProvenance,
} from '../openapi/describe-reads.js';
import { describedRow } from '../openapi/describe-row.js';
import { ComposedReadsEdge } from './composed-reads.js';
import { controllerOf } from './routes.js';
import { RowReads } from './row-reads.js';

/** The controller of declared reads: their rows, one row, and where a row comes from. */
export function readsController(read: AnyReads): Type {
  const { path, identity, within } = read;
  const list = within ? `/v1/${within.path}/:id/${path}` : `/v1/${path}`;
  const row = `${list}/:${within ? identity : 'id'}`;
  const shown = describedRow(read);
  return controllerOf(
    RowReads,
    { ...read, context: read.projection.name },
    {
      list: [(edge, it) => edge.list(read, it), Get(list), ...describeList(read, shown)],
      one: [(edge, it) => edge.one(read, it), Get(row), ...describeOne(read, shown)],
      provenance: [
        (edge, it) => edge.provenance(read, it),
        Get(`${row}/provenance`),
        ...describeProvenance(read),
      ],
      event: [
        (edge, it) => edge.event(read, it),
        Get(`${row}/provenance/:eventId`),
        ...describeEvent(read),
      ],
    },
  );
}

/** The controller of composed reads: one answer. */
export const composedController = (read: AnyComposed): Type =>
  controllerOf(
    ComposedReadsEdge,
    { ...read, context: contextOf(read) },
    {
      answer: [
        (edge, it) => edge.answer(read, it),
        Get(`/v1/${read.path}`),
        ...describeComposed(read),
      ],
    },
  );

/** Composed reads belong to the context of their first part. */
const contextOf = ({ parts }: AnyComposed): string =>
  Object.values(parts)[0]?.projection.name ?? '';
