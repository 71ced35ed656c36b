/** Every option that an operator can give, at once: the other side of the examples in cdk.json. */
export const allOptions = {
  hostedZoneId: 'Z1',
  hostedZoneName: 'example.com',
  mailDomainVerified: true,
  replyDomainVerified: true,
  receiptRuleSetName: 'company',
  receiptRuleAfter: 'spam',
  publicDomain: 'chat.example.com',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/a-1',
  webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/chat/0a-1',
  oidcIssuer: 'https://login.example.com/',
  oidcClientId: 'chat',
  alarmEmail: 'ops@example.com',
  eventBusName: 'company',
  logRetentionDays: 365,
  reservedConcurrency: { 'check-unread': 5, 'receive-email': 5, 'visitor-api': 50 },
};

/** Those that stand in place of others among them. */
export const otherOptions = {
  userPoolId: 'eu-west-1_Ab1Cd2Ef3',
  userPoolDomain: 'login.example.com',
  alarmTopicArn: 'arn:aws:sns:eu-west-1:123456789012:ops',
};
