import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  S3OriginAccessControl,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { globalName } from './global-name.ts';
import { confineObjectDeleter } from './object-deleter.ts';
import { pagePaths } from './page-paths.ts';
import { PrivateBucket } from './private-bucket.ts';
import { apiHeaders, pageHeaders, widgetHeaders } from './site-headers.ts';

export interface PublicSiteProps {
  /** Host of the HTTP API that answers `/v1/*`. */
  apiHost: string;
  /** Origins beside their own that the agents' pages speak to. */
  connectTo: string[];
  /** Origins beside their own whose images the agents' pages show. */
  images: string[];
  publicDomain: { name: string; certificateArn: string } | undefined;
  /** The operator's web ACL, which browsers' requests must pass. */
  webAclArn: string | undefined;
}

/** One origin for all that browsers load: the pages from a private bucket, and the HTTP API under `/v1`. */
export class PublicSite extends Construct {
  readonly bucket: IBucket;
  readonly distribution: Distribution;
  /** The origin, without a slash at the end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: PublicSiteProps) {
    super(scope, id);
    // The pages come from the repository; nothing is lost with them. (The CDK's classes say less exactly than its interfaces
    // what is optional: hence the assertion.)
    this.bucket = new PrivateBucket(this, 'Bucket', {
      removalPolicy: RemovalPolicy.DESTROY,
      // CloudFormation deletes no bucket with something in it, and a first deployment that failed after the upload would be stuck.
      autoDeleteObjects: true,
    }) as IBucket;
    confineObjectDeleter(this);
    const fromBucket = {
      origin: S3BucketOrigin.withOriginAccessControl(this.bucket, {
        originAccessControl: new S3OriginAccessControl(this, 'PagesAccess', {
          originAccessControlName: globalName(this, 'PagesAccess', 64),
        }),
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
    };
    const paths = new EdgeFunction(this, 'PagePaths', {
      functionName: globalName(this, 'PagePaths', 64),
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(pagePaths),
    });

    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Widget, pages and API of continuous conversations',
      httpVersion: HttpVersion.HTTP2_AND_3,
      ...(props.webAclArn !== undefined && { webAclId: props.webAclArn }),
      ...(props.publicDomain && {
        domainNames: [props.publicDomain.name],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', props.publicDomain.certificateArn),
      }),
      defaultBehavior: {
        ...fromBucket,
        responseHeadersPolicy: pageHeaders(this, 'PageHeaders', props),
        functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: paths }],
      },
      additionalBehaviors: {
        '/widget/*': { ...fromBucket, responseHeadersPolicy: widgetHeaders(this, 'WidgetHeaders') },
        '/v1/*': {
          origin: new HttpOrigin(props.apiHost, { protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY }),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          // API Gateway knows itself by its own host only.
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          responseHeadersPolicy: apiHeaders(this, 'ApiHeaders'),
        },
      },
    });
    Validations.of(this.distribution).acknowledge(
      { id: 'AwsSolutions-CFR1', reason: 'Visitors may be anywhere.' },
      {
        id: 'AwsSolutions-CFR3',
        reason: 'The log would keep addresses of visitors, and paths that carry the tokens of links in e-mails.',
      },
    );
    if (props.webAclArn === undefined) {
      Validations.of(this.distribution).acknowledge({
        id: 'AwsSolutions-CFR2',
        reason:
          'A web ACL costs by the month and by its rules, which are the operator’s to choose: they may name theirs.',
      });
    }
    if (props.publicDomain === undefined) {
      Validations.of(this.distribution).acknowledge({
        id: 'AwsSolutions-CFR4',
        // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesGeneral.html
        reason: 'With its own certificate, of cloudfront.net, CloudFront allows TLSv1 whatever is asked of it.',
      });
    }
    this.url = `https://${props.publicDomain?.name ?? this.distribution.distributionDomainName}`;
  }
}
