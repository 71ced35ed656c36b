import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { allow } from './rights.ts';
import { acknowledgeWildcards } from './wildcards.ts';

export interface SiteUploadProps {
  /** The built site, uploaded as it is. */
  site: string;
  bucket: IBucket;
  /** What the agents' pages read at `/agent/config.json` to log their agent in. */
  pageConfiguration: Record<string, string>;
}

/** A file or folder whose name ends in a hash of its content: `agent-7XK2MQ4A.js`, `panel-7XK2MQ4A/de.js`. */
export const hashed = `*-${'[A-Z0-9]'.repeat(8)}[./]*`;
const loader = 'widget/loader.js';
const uploaderId = 'Custom::CDKBucketDeployment';

/** Copies the site to its bucket at each deployment, each file with the time browsers may keep it. */
export class SiteUpload extends Construct {
  constructor(scope: Construct, id: string, props: SiteUploadProps) {
    super(scope, id);
    // The pages that run on one machine only stay there.
    const asset = new Asset(this, 'Site', { path: props.site, exclude: ['local'] });
    const site = Source.bucket(asset.bucket, asset.s3ObjectKey);
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: 'Uploads the pages at a deployment',
    });
    role.addToPolicy(allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]));
    const rights = [
      allow(['s3:GetObject'], [asset.bucket.arnForObjects('*')]),
      allow(['s3:ListBucket'], [props.bucket.bucketArn]),
      allow(['s3:PutObject'], [props.bucket.arnForObjects('*')]),
    ];
    for (const right of rights) role.addToPolicy(right);
    acknowledgeWildcards(role, rights);

    const common = {
      destinationBucket: props.bucket,
      // Left to itself the construct would ask for whole families of actions (s3:GetObject*, s3:List*, …).
      role: role.withoutPolicyUpdates(),
      logGroup,
      memoryLimit: 512,
      // A page that is open during a deployment still loads its own chunks.
      prune: false,
    };
    const hashedFiles = new BucketDeployment(this, 'Hashed', {
      ...common,
      sources: [site],
      exclude: ['*'],
      include: [hashed],
      cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
    });
    const others = [
      new BucketDeployment(this, 'Pages', {
        ...common,
        sources: [site, Source.jsonData('agent/config.json', props.pageConfiguration)],
        exclude: [hashed, loader],
        cacheControl: [CacheControl.fromString('no-cache')],
      }),
      new BucketDeployment(this, 'Loader', {
        ...common,
        sources: [site],
        exclude: ['*'],
        include: [loader],
        cacheControl: [CacheControl.fromString('public, max-age=300')],
      }),
    ];
    for (const deployment of others) {
      // No page may name a file that is not there yet.
      deployment.node.addDependency(hashedFiles);
      // All three share one function, whose layer is the first one's; these two of 22 MB would lie beside it unused.
      deployment.node.tryRemoveChild('AwsCliLayer');
    }
    // One function, which the CDK puts below the stack, serves all uploads.
    for (const uploader of Stack.of(this).node.children.filter(({ node }) => node.id.startsWith(uploaderId))) {
      Validations.of(uploader).acknowledge({
        id: 'AwsSolutions-L1',
        reason: 'The CDK’s own code, which it runs with the version of Python that it was written for.',
      });
    }
    // Nothing is uploaded before it is allowed, nor before what empties the bucket when the deployment fails.
    hashedFiles.node.addDependency(role, props.bucket);
  }
}
