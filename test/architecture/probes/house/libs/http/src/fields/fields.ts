import { IsIn } from 'class-validator';

export const WordField = IsIn;
