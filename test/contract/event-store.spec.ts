import { eventStorePromises } from './event-store.contract.js';
import { memoryStand, postgresStand } from './stands.js';

eventStorePromises('the log in memory', memoryStand);
eventStorePromises('the log on PostgreSQL', postgresStand);
