/** One follower of the log: a version of a projection, an index or a process. */
export interface FollowerId {
  readonly name: string;
  readonly version: number;
}
