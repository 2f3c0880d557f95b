import type { ClusterInfo as ClusterInfoMessage } from '@eventstore/db-client/generated/gossip_pb.js';
import type { SupportedMethods as SupportedMethodsMessage } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { Empty } from '@eventstore/db-client/generated/shared_pb.js';
import { status, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';

import { ClusterInfo, EndPoint, MemberInfo, shared, SupportedMethod, SupportedMethods } from './generated.js';
import { refusal } from './refusals.js';
import { Caller, type Served } from './served.js';

/** What the server says of itself; no version: it does not know the question, as very old ones. */
export interface NodeFeatures {
  readonly version: string | null;
  readonly hasBatchAppend: boolean;
}

/** A node as the others see it. */
export interface Member {
  readonly id: string;
  readonly host: string;
  readonly port: number;
  readonly isAlive: boolean;
  readonly isLeader: boolean;
}

const STREAMS = 'event_store.client.streams.streams';
const FEATURES_OF_METHODS: Readonly<Record<string, readonly string[]>> = {
  read: ['position', 'events'],
  append: [],
  delete: [],
  tombstone: [],
  batchappend: ['deadline_duration'],
};

function supported({ version, hasBatchAppend }: NodeFeatures): SupportedMethodsMessage {
  const methods = new SupportedMethods().setEventStoreServerVersion(version ?? '');
  for (const [name, features] of Object.entries(FEATURES_OF_METHODS)) {
    if (name === 'batchappend' && !hasBatchAppend) continue;
    const method = new SupportedMethod().setServiceName(STREAMS).setMethodName(name);
    methods.addMethods(method.setFeaturesList([...features]));
  }
  return methods;
}

/** GetSupportedMethods: the client's first question on a connection. */
export const featuresHandler =
  (served: Served, features: NodeFeatures) =>
  (
    call: ServerUnaryCall<Empty, SupportedMethodsMessage>,
    callback: sendUnaryData<SupportedMethodsMessage>,
  ): void => {
    void served.faults.pass('features', new Caller(call)).then((refused) => {
      if (refused !== null) return callback(refused);
      if (features.version === null) return callback(refusal(status.UNIMPLEMENTED, 'unknown method'));
      callback(null, supported(features));
    });
  };

/** Gossip: the members of the cluster, by which a client finds its leader. */
export const gossipHandler =
  (served: Served, members: () => readonly Member[]) =>
  (call: ServerUnaryCall<Empty, ClusterInfoMessage>, callback: sendUnaryData<ClusterInfoMessage>): void => {
    void served.faults.pass('gossip', new Caller(call)).then((refused) => {
      if (refused !== null) return callback(refused);
      const info = new ClusterInfo();
      const { LEADER, FOLLOWER } = MemberInfo.VNodeState;
      for (const { id, host, port, isAlive, isLeader } of members())
        info.addMembers(
          new MemberInfo()
            .setInstanceId(new shared.UUID().setString(id))
            .setTimeStamp(String(Date.now()))
            .setState(isLeader ? LEADER : FOLLOWER)
            .setIsAlive(isAlive)
            .setHttpEndPoint(new EndPoint().setAddress(host).setPort(port)),
        );
      callback(null, info);
    });
  };
