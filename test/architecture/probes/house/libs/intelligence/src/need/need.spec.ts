import { decisionsOf } from '#testing';
import { need } from './need.js';

decisionsOf(need);
