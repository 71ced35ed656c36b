import { Aws, Names } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** In characters, of the name of a Region. */
const longestRegion = 'us-isof-south-1'.length;

/**
 * A name for a resource whose names are taken in the whole account, not in one Region only, as those of CloudFront's policies
 * and functions are: the stack's name and the place in it, the id, and the Region, so that two Regions may have the same stack.
 * (The CDK's own names of policies lack the Region.) Letters, digits and hyphens, at most `maxLength` of them, of which the id may
 * have up to 16. https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ResponseHeadersPolicyConfig.html
 */
export function globalName(scope: Construct, id: string, maxLength: number): string {
  const rest = `-${id}-`;
  const stackAndPlace = Names.uniqueResourceName(scope, { maxLength: maxLength - rest.length - longestRegion });
  return `${stackAndPlace}${rest}${Aws.REGION}`;
}
