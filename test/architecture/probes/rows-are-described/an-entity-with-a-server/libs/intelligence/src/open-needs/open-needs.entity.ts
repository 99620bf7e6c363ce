import { Entity } from 'typeorm';
import { ReadRow } from '#projections';

export class OpenNeed extends ReadRow {
  entity = Entity;
}
