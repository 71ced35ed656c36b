import { listOf, objectOf, textOf, textsOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { Resource, Resources } from '../synthesis/template.ts';
import { domainOf } from './mail-address.ts';
import type { SuppressionReason } from './suppression-list.ts';

export interface ConfigurationSet {
  readonly name: string;
  /** For which reasons an address is suppressed in mail of this set. */
  readonly suppressedReasons: readonly SuppressionReason[];
  readonly eventDestinations: readonly EventDestination[];
}

export interface EventDestination {
  readonly name: string;
  readonly enabled: boolean;
  /** `SEND`, `DELIVERY`, … */
  readonly matchingTypes: readonly string[];
  readonly eventBusArn: string | undefined;
}

/** What the template sets up in SES. All of it counts as verified. */
export class SesAccount {
  readonly #resources: Resources;

  constructor(resources: Resources) {
    this.#resources = resources;
  }

  identity(name: string): Resource | undefined {
    return this.#resources.byRef(name, 'AWS::SES::EmailIdentity');
  }

  /** The identity that lets an address be a sender: the address itself, its domain, or a domain above that. */
  identityOf(address: string): Resource | undefined {
    const labels = domainOf(address).split('.');
    const domains = labels.map((_, index) => labels.slice(index).join('.'));
    return [address.toLowerCase(), ...domains].map((name) => this.identity(name)).find((one) => one !== undefined);
  }

  configurationSet(name: string): ConfigurationSet | undefined {
    const set = this.#resources.byRef(name, 'AWS::SES::ConfigurationSet');
    if (set === undefined) return undefined;
    const reasons = textsOf(objectOf(set.properties.SuppressionOptions).SuppressedReasons);
    return {
      name,
      suppressedReasons: (['BOUNCE', 'COMPLAINT'] as const).filter((reason) => reasons.includes(reason)),
      eventDestinations: this.#resources
        .ofType('AWS::SES::ConfigurationSetEventDestination')
        .filter(({ properties }) => properties.ConfigurationSetName === name)
        .map(({ logicalId, properties }) => destinationOf(logicalId, objectOf(properties.EventDestination))),
    };
  }

  /** The receipt rules: of the template's one rule set, which a deployment makes the active one. */
  receiptRuleSet(): { readonly name: string; readonly rules: readonly JsonObject[] } | undefined {
    const [set] = this.#resources.ofType('AWS::SES::ReceiptRuleSet');
    if (set === undefined) return undefined;
    const rules = this.#resources
      .ofType('AWS::SES::ReceiptRule')
      .filter(({ properties }) => properties.RuleSetName === set.ref)
      .map(({ logicalId, properties }) => ({ Name: logicalId, ...objectOf(properties.Rule) }));
    return { name: set.ref, rules };
  }
}

function destinationOf(logicalId: string, destination: JsonObject): EventDestination {
  return {
    name: textOf(destination.Name) ?? logicalId,
    enabled: textOf(destination.Enabled) !== 'false',
    // CloudFormation takes them in either case.
    matchingTypes: listOf(destination.MatchingEventTypes).map((type) => (textOf(type) ?? '').toUpperCase()),
    eventBusArn: textOf(objectOf(destination.EventBridgeDestination).EventBusArn),
  };
}
