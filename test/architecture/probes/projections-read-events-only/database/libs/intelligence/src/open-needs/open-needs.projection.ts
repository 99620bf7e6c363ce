export { Entity as openNeeds } from 'typeorm';
