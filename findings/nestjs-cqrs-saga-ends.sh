#!/bin/sh
# @nestjs/cqrs 12.0.0: an error in a saga's own pipe ends that saga for good
#
# Expected: one event that a saga cannot answer costs that event its answer; the next is answered again.
# Seen:     after the error no further event reaches the saga, the process goes on, and nobody is told again.
# So:       what must follow from an event is not left to a saga; here processes follow the log from a checkpoint.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund --save-exact @nestjs/cqrs@12.0.0 @nestjs/common@12.5.1 @nestjs/core@12.5.1 rxjs@7.8.2 reflect-metadata@0.2.2 || exit 75

cat >seen.mjs <<'JS'
import 'reflect-metadata';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandHandler, CqrsModule, EventBus, ofType, Saga } from '@nestjs/cqrs';
import { map } from 'rxjs';

class Happened {
  constructor(number) {
    this.number = number;
  }
}
class Answer extends Happened {}
const answered = [];
class AnswerHandler {
  execute({ number }) {
    answered.push(number);
    return Promise.resolve();
  }
}
CommandHandler(Answer)(AnswerHandler);
class Sagas {
  follow = (events) => events.pipe(ofType(Happened), map(answerTo));
}
const answerTo = ({ number }) => {
  if (number === 2) throw new Error('2 has no answer');
  return new Answer(number);
};
Saga()(Sagas.prototype, 'follow');
Injectable()(Sagas);
class App {}
Module({ imports: [CqrsModule.forRoot()], providers: [AnswerHandler, Sagas] })(App);

const app = await NestFactory.createApplicationContext(App, { logger: false });
await app.init();
for (const number of [1, 2, 3, 4]) {
  app.get(EventBus).publish(new Happened(number));
  await new Promise((resolve) => setTimeout(resolve, 100));
}
console.log('happened: 1, 2, 3, 4');
console.log('answered:', answered.join(', '));
await app.close();
JS
node seen.mjs >seen.txt
diff - seen.txt <<'OUT'
happened: 1, 2, 3, 4
answered: 1
OUT
