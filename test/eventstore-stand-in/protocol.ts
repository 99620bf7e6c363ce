import rpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';

/** The services that the stand-in serves, as the client's own package defines them. */
export const { StreamsService } = rpc;
export const { ServerFeaturesService } = features;

export { default as streams } from '@eventstore/db-client/generated/streams_pb.js';
export { default as shared } from '@eventstore/db-client/generated/shared_pb.js';
export { default as codes } from '@eventstore/db-client/generated/code_pb.js';
export { default as status } from '@eventstore/db-client/generated/status_pb.js';
export { default as featuresMessages } from '@eventstore/db-client/generated/serverfeatures_pb.js';
export type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  DeleteReq,
  DeleteResp,
  ReadReq,
  ReadResp,
  TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js';
