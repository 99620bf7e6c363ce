import { eventStorePromises } from './event-store.contract.js';
import { memoryStand, postgresStand, shapedStand } from './stands.js';

eventStorePromises('the log in memory', memoryStand);
eventStorePromises('the log in the shapes of today', shapedStand);
eventStorePromises('the log on PostgreSQL', postgresStand);
