"""Starts MiniStack so that this stack deploys onto it and its policies are evaluated as AWS would.

Written for MiniStack 1.5.33. What is changed here stands in for something that MiniStack lacks or does in another way, so the
deploy test proves nothing about it: each is listed in docs/deploying.md, "What is not proven". The certificate and the record
of evaluated rights go to $EMULATOR_FOLDER.
"""

import datetime
import email.utils
import ipaddress
import json
import os
from pathlib import Path
from urllib.parse import unquote

folder = Path(os.environ["EMULATOR_FOLDER"])


def write_certificate() -> None:
    """A certificate for this machine and CloudFront's hosts: bucket policies and viewer policies refuse plain HTTP."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "emulator")])
    now = datetime.datetime.now(datetime.timezone.utc)
    hosts = [x509.DNSName("localhost"), x509.DNSName("*.cloudfront.net"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(hosts), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


write_certificate()

from ministack import app  # noqa: E402
from ministack.core import iam_actions, iam_evaluator, responses  # noqa: E402
from ministack.core.router import extract_region  # noqa: E402
from ministack.services import eventbridge, s3, scheduler, ses  # noqa: E402
from ministack.services.cloudformation import provisioners  # noqa: E402

# Under TLS it would listen on 127.0.0.1:443 as well.
app._port_is_bindable = lambda *_: False

# Schedules are looked at every ten seconds; a test need not wait that long.
scheduler._SCHEDULE_TICK_INTERVAL = 1

# --- Which rights were asked for ---------------------------------------------------------------------------------------------

evaluate = iam_evaluator.evaluate
rights = open(folder / "rights.jsonl", "a", buffering=1)


def evaluate_and_record(ctx, *policies):
    result = evaluate(ctx, *policies)
    principal = ctx.principal_arn or ""
    if ":assumed-role/" in principal:
        asked = {"role": principal.split("/")[1], "action": ctx.action, "resource": ctx.resource_arn, "decision": result.decision}
        rights.write(json.dumps(asked) + "\n")
    return result


iam_evaluator.evaluate = evaluate_and_record

# --- The ARN of a schedule has its group ---------------------------------------------------------------------------------------

resource_arn = iam_actions.extract_resource_arn


def resource_arn_with_group(service, method, path, headers, body, query, region, account):
    parts = [part for part in path.split("/") if part]
    if service != "scheduler" or parts[:1] != ["schedules"] or len(parts) < 2:
        return resource_arn(service, method, path, headers, body, query, region, account)
    given = json.loads(body or b"{}").get("GroupName") if method in ("POST", "PUT") else (query.get("groupName") or [None])[0]
    return f"arn:aws:scheduler:{region}:{account}:schedule/{given or 'default'}/{unquote(parts[1])}"


iam_actions.extract_resource_arn = resource_arn_with_group

# --- SES evaluates identity and configuration set with its condition keys, raw mail as SendRawEmail ------------------------------

enforce_ses = app._enforce_ses_v2


def enforce_send_email(method, path, headers, body, query, request_id):
    if not app.AUTH or method != "POST" or path.rstrip("/") != "/v2/email/outbound-emails":
        return enforce_ses(method, path, headers, body, query, request_id)
    mail = json.loads(body or b"{}")
    content = mail.get("Content", {})
    raw = "Raw" in content or bool(content.get("Simple", {}).get("Attachments"))
    action = "ses:SendRawEmail" if raw else "ses:SendEmail"
    name, sender = email.utils.parseaddr(mail.get("FromEmailAddress", ""))
    destination = mail.get("Destination", {})
    addresses = [one for key in ("ToAddresses", "CcAddresses", "BccAddresses") for one in destination.get(key) or []]
    context = {
        "ses:FromAddress": sender,
        "ses:FromDisplayName": name,
        "ses:Recipients": [email.utils.parseaddr(one)[1] for one in addresses],
    }
    region, account = extract_region(headers, query), responses.get_account_id()
    # In the sandbox a verified recipient's identity is evaluated as well: here always, as if the account were in it.
    identities = {sender.split("@")[-1], *(email.utils.parseaddr(one)[1] for one in addresses)}
    arns = [f"arn:aws:ses:{region}:{account}:identity/{identity}" for identity in sorted(identities)]
    if mail.get("ConfigurationSetName"):
        arns.append(f"arn:aws:ses:{region}:{account}:configuration-set/{mail['ConfigurationSetName']}")
    for arn in arns:
        denied = app._enforce_data_plane(
            "sesv2", action, headers, query, request_id, resource_arn=arn, named_resource=arn, service_context=context
        )
        if denied:
            return denied
    return None


app._enforce_ses_v2 = enforce_send_email

# --- SES publishes no events; what the test puts in its name is let through, as from SES itself -----------------------------------

put_events = eventbridge._put_events


def put_events_of_ses(data, allow_aws_source=False):
    of_ses = all(entry.get("Source") == "aws.ses" for entry in data.get("Entries", []))
    return put_events(data, allow_aws_source or of_ses)


eventbridge._put_events = put_events_of_ses

# --- CloudFormation knows no receipt rules, no DKIM tokens, and a secret by its name ----------------------------------------------


def asked(call, **parameters):
    status, _, body = call({name: [value] for name, value in parameters.items()})
    if status >= 400:
        raise ValueError(body.decode() if isinstance(body, bytes) else body)


def create_rule_set(logical_id, properties, stack):
    name = properties.get("RuleSetName") or f"{stack}-{logical_id}"
    asked(ses._create_receipt_rule_set, RuleSetName=name)
    return name, {}


def delete_rule_set(physical_id, properties):
    asked(ses._delete_receipt_rule_set, RuleSetName=physical_id)


def create_rule(logical_id, properties, stack):
    name = properties["Rule"]["Name"]
    set_name = properties["RuleSetName"]
    if set_name not in ses._receipt_rule_sets:
        raise ValueError(f"Rule set does not exist: {set_name}")
    ses._receipt_rule_sets[set_name]["Rules"].append(properties["Rule"])
    return name, {}


def delete_rule(physical_id, properties):
    asked(ses._delete_receipt_rule, RuleSetName=properties["RuleSetName"], RuleName=physical_id)


handlers = provisioners._RESOURCE_HANDLERS
handlers.setdefault("AWS::SES::ReceiptRuleSet", {"create": create_rule_set, "delete": delete_rule_set})
handlers.setdefault("AWS::SES::ReceiptRule", {"create": create_rule, "delete": delete_rule})

create_identity = handlers["AWS::SES::EmailIdentity"]["create"]


def create_identity_with_tokens(logical_id, properties, stack):
    physical_id, attributes = create_identity(logical_id, properties, stack)
    tokens = {}
    for number in (1, 2, 3):
        tokens[f"DkimDNSTokenName{number}"] = f"token{number}._domainkey.{physical_id}"
        tokens[f"DkimDNSTokenValue{number}"] = f"token{number}.dkim.amazonses.com"
    return physical_id, {**tokens, **attributes}


handlers["AWS::SES::EmailIdentity"]["create"] = create_identity_with_tokens

# --- A bucket that is updated takes over its tags ------------------------------------------------------------------------------------

update_bucket = handlers["AWS::S3::Bucket"]["update"]


def update_bucket_and_tags(physical_id, old_properties, new_properties, stack):
    updated = update_bucket(physical_id, old_properties, new_properties, stack)
    tags = {tag["Key"]: tag["Value"] for tag in new_properties.get("Tags") or []}
    if tags:
        s3._bucket_tags[physical_id] = tags
    return updated


handlers["AWS::S3::Bucket"]["update"] = update_bucket_and_tags

app.main()
