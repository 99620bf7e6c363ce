import { eventStorePromises } from './event-store.contract.js';
import {
  eventStoreDbServer,
  eventStoreDbStand,
  memoryStand,
  postgresStand,
  shapedStand,
} from './stands.js';

eventStorePromises('the log in memory', memoryStand);
eventStorePromises('the log in the shapes of today', shapedStand);
eventStorePromises('the log on PostgreSQL', postgresStand);
eventStorePromises(`the log on EventStoreDB (${eventStoreDbServer})`, eventStoreDbStand);
