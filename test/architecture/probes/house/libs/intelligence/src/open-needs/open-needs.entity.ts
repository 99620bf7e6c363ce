import { Entity } from 'typeorm';
import { ReadRow } from '#read-model';

export class OpenNeed extends ReadRow {
  entity = Entity;
}
