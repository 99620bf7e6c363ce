import { decisionsOf } from '#testing';
import { informBroker } from './inform-broker.process.js';

decisionsOf(informBroker);
