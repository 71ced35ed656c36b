import { CfnOutput, Fn } from 'aws-cdk-lib';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { isWithin } from './context-reader.ts';

export interface DnsRecord {
  name: string;
  type: 'CNAME' | 'MX' | 'TXT';
  value: string;
}

/** The DNS records we need: created in the hosted zone, or named in the stack's outputs for the operator to create. */
export class DnsRecords extends Construct {
  readonly #zone: { id: string; name: string } | undefined;

  constructor(scope: Construct, id: string, props: { zone: { id: string; name: string } | undefined }) {
    super(scope, id);
    this.#zone = props.zone;
  }

  add(id: string, record: DnsRecord): void {
    const { name, type, value } = record;
    if (this.#zone === undefined) this.suggest(id, 'DNS record to create', record);
    else new CfnRecordSet(this, id, { hostedZoneId: this.#zone.id, name, type, ttl: '1800', resourceRecords: [value] });
  }

  /** Leads a host to a distribution. It may be the zone itself, which can have no CNAME, or lie in another one. */
  addDistribution(id: string, name: string, distributionHost: string): void {
    if (this.#zone === undefined || !isWithin(name, this.#zone.name)) {
      this.suggest(id, 'DNS record to create', { name, type: 'CNAME', value: distributionHost });
      return;
    }
    const aliasTarget = { dnsName: distributionHost, hostedZoneId: CloudFrontTarget.getHostedZoneId(this) };
    for (const type of ['A', 'AAAA']) {
      new CfnRecordSet(this, `${id}${type}`, { hostedZoneId: this.#zone.id, name, type, aliasTarget });
    }
  }

  /** Names a record in the outputs only. */
  suggest(id: string, description: string, { name, type, value }: DnsRecord): void {
    new CfnOutput(this, id, { description, value: Fn.join(' ', [name, type, value]) });
  }
}
