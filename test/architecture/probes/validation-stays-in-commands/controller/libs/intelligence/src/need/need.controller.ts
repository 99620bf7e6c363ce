import { IsIn } from 'class-validator';
import { need } from './need.js';

export const NeedController = [IsIn, need];
