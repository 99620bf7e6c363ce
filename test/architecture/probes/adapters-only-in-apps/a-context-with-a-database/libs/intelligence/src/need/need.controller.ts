import { Pool } from 'pg';
import { need } from './need.js';

export const NeedController = [Pool, need];
