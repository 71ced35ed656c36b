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

/** What the template sets up in SES, and the domains that it takes for verified before. All of it counts as verified. */
export class SesAccount {
  readonly #resources: Resources;
  readonly #verifiedBefore: readonly string[];

  constructor(resources: Resources, verifiedBefore: readonly string[] = []) {
    this.#resources = resources;
    this.#verifiedBefore = verifiedBefore;
  }

  identity(name: string): Resource | undefined {
    const created = this.#resources.byRef(name, 'AWS::SES::EmailIdentity');
    return created ?? (this.#verifiedBefore.includes(name) ? identityOfOthers(name) : undefined);
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

  /**
   * The receipt rules: of the template's one rule set, which a deployment makes the active one, or of the operator's, which is
   * taken for active.
   */
  receiptRuleSet(): { readonly name: string; readonly rules: readonly JsonObject[] } | undefined {
    const all = this.#resources.ofType('AWS::SES::ReceiptRule');
    const name = this.#resources.ofType('AWS::SES::ReceiptRuleSet')[0]?.ref ?? textOf(all[0]?.properties.RuleSetName);
    if (name === undefined) return undefined;
    const rules = all
      .filter(({ properties }) => properties.RuleSetName === name)
      .map(({ logicalId, properties }) => ({ Name: logicalId, ...objectOf(properties.Rule) }));
    return { name, rules };
  }
}

/** An identity that no template of ours creates. */
function identityOfOthers(name: string): Resource {
  return {
    logicalId: name,
    type: 'AWS::SES::EmailIdentity',
    properties: {},
    metadata: {},
    ref: name,
    attribute: (attribute) => attribute,
  };
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
