import { Get } from '@nestjs/common';
import { WordField } from '#http';
import { IdentifyNeed } from './need.commands.js';
import { needLookup } from './need.lookup.js';
import { need } from './need.js';

export const needs = [Get, WordField, IdentifyNeed, needLookup, need];
