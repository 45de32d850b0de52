/** Where a bucket is: `s3://bucket/prefix`, at AWS_ENDPOINT_URL_S3 if it is not Amazon's. */
export interface BucketPlace {
  readonly bucket: string;
  /** Before each name; without a slash at its ends, perhaps empty. */
  readonly prefix: string;
}

/** The place in `s3://bucket/prefix`, or null. */
export function bucketPlaceOf(address: string): BucketPlace | null {
  const parts = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/[\w.-]+)*)\/?$/.exec(address);
  return parts === null ? null : { bucket: parts[1], prefix: parts[2].slice(1) };
}
