/** Every option that an operator can give, at once: the other side of the examples in cdk.json. */
export const allOptions = {
  hostedZoneId: 'Z1',
  hostedZoneName: 'example.com',
  publicDomain: 'chat.example.com',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/a-1',
  oidcIssuer: 'https://login.example.com/',
  oidcClientId: 'chat',
  alarmEmail: 'ops@example.com',
  eventBusName: 'company',
};
