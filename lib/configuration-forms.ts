/**
 * The forms of names and ARNs in the configuration, as far as AWS states them. A form that is right may still name what does not
 * exist: only the deployment finds that out.
 */
export const forms = {
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html */
  stackName: /^[A-Za-z][A-Za-z0-9-]*$/,
  /** CloudFront takes certificates from us-east-1 only. */
  edgeCertificate: /^arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
  /** Web ACLs of the scope CLOUDFRONT are global, and live in us-east-1. https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html */
  edgeWebAcl: /^arn:aws[\w-]*:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/,
  /** A standard topic: CloudWatch notifies no FIFO topic's e-mail addresses. https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
  topic: /^arn:aws[\w-]*:sns:[a-z\d-]+:\d{12}:[\w-]{1,256}$/,
  emailAddress: /^[^\s@]+@[^\s@]+$/,
  /** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html */
  eventBus: /^[\w./-]{1,256}$/,
  /** https://docs.aws.amazon.com/ses/latest/APIReference/API_CreateReceiptRuleSet.html and API_ReceiptRule.html */
  receiptRule: /^[A-Za-z0-9](?:[\w.-]{0,62}[A-Za-z0-9])?$/,
  /** Begins with its Region. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolType.html */
  userPool: /^[\w-]+_[0-9A-Za-z]+$/,
};

/** The days for which CloudWatch can keep a log. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const logRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;
