import { CfnOutput, Fn } from 'aws-cdk-lib';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';

export interface DnsRecord {
  name: string;
  type: 'CNAME' | 'MX' | 'TXT';
  value: string;
}

/**
 * The DNS records that the e-mail leg needs: created in the hosted zone if there is one, else named in the stack's outputs
 * for the operator to create.
 */
export class DnsRecords extends Construct {
  readonly #hostedZoneId: string | undefined;

  constructor(scope: Construct, id: string, props: { hostedZoneId: string | undefined }) {
    super(scope, id);
    this.#hostedZoneId = props.hostedZoneId;
  }

  add(id: string, { name, type, value }: DnsRecord): void {
    if (this.#hostedZoneId === undefined) {
      new CfnOutput(this, id, { description: 'DNS record to create', value: Fn.join(' ', [name, type, value]) });
      return;
    }
    new CfnRecordSet(this, id, { hostedZoneId: this.#hostedZoneId, name, type, ttl: '1800', resourceRecords: [value] });
  }
}
