import { WordField } from '#http';
import { terms } from '#network';

export class IdentifyNeed {
  field = WordField(terms);
}
