import type { Type } from '@nestjs/common';
import { BrokerageModule } from '#brokerage';
import { EvaluationModule } from '#evaluation';
import { contextOf } from '#http';
import { ImprovementModule } from '#improvement';
import { IntelligenceModule } from '#intelligence';
import { NetworkModule } from '#network';
import { OperationsModule } from '#operations';
import { RegisterModule } from '#register';

/** Every context there is, upstream first: a new one is listed here and nowhere else. */
export const contextModules: readonly Type[] = [
  NetworkModule,
  RegisterModule,
  IntelligenceModule,
  BrokerageModule,
  ImprovementModule,
  EvaluationModule,
  OperationsModule,
];

/** What each of them brings. */
export const contexts = contextModules.map(contextOf);
