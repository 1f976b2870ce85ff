"""What AWS asks: public list prices of us-east-1 in dollars, without free tiers, taxes and discounts."""

from typing import NamedTuple

AS_OF = "November 2026"
REGION = "us-east-1"
MILLION, GB = 1e6, 1e9


class Price(NamedTuple):
    """`dollars` for `amount` of what is counted; `told` is how AWS puts it."""

    service: str
    told: str
    dollars: float
    amount: float
    source: str

    def of(self, quantity: float) -> float:
        return quantity / self.amount * self.dollars


PRICES = {
    "request": Price("API Gateway", "REST API, a million requests", 3.50, MILLION, "api-gateway"),
    "edge": Price("CloudFront", "a million requests over TLS", 1.00, MILLION, "cloudfront"),
    "at_edge": Price("CloudFront", "a million runs of a function at the edge", 0.10, MILLION, "cloudfront"),
    "invocation": Price("Lambda", "a million invocations", 0.20, MILLION, "lambda"),
    "x86_64": Price("Lambda", "x86_64, a GB-second", 0.0000166667, 1, "lambda"),
    "arm64": Price("Lambda", "arm64, a GB-second", 0.0000133334, 1, "lambda"),
    "read": Price("DynamoDB", "on demand, a million read units", 0.125, MILLION, "dynamodb"),
    "write": Price("DynamoDB", "on demand, a million write units", 0.625, MILLION, "dynamodb"),
    "stored": Price("DynamoDB", "storage, a GB-month", 0.25, GB, "dynamodb"),
    "backed_up": Price("DynamoDB", "continuous backups, a GB-month", 0.20, GB, "dynamodb"),
    "event": Price("EventBridge", "a million custom events of up to 64 kB", 1.00, MILLION, "eventbridge"),
    "message": Price("SQS", "a million requests", 0.40, MILLION, "sqs"),
    "mail": Price("SES", "a thousand mails", 0.10, 1000, "ses"),
    "key": Price("KMS", "a key, a month", 1.00, 1, "kms"),
    "signature": Price("KMS", "ten thousand requests", 0.03, 10_000, "kms"),
    "asymmetric": Price("KMS", "ten thousand requests with an elliptic curve", 0.15, 10_000, "kms"),
    "logged": Price("CloudWatch", "logs taken in, a GB", 0.50, GB, "cloudwatch"),
    "alarm": Price("CloudWatch", "an alarm, a month", 0.10, 1, "cloudwatch"),
    "dashboard": Price("CloudWatch", "a dashboard, a month", 3.00, 1, "cloudwatch"),
    "secret": Price("Secrets Manager", "a secret, a month", 0.40, 1, "secrets-manager"),
    "object": Price("S3", "storage, a GB-month", 0.023, GB, "s3"),
    "sent": Price("Data transfer", "out to the internet, a GB", 0.09, GB, "ec2"),
}


def cost(name: str, quantity: float) -> float:
    return PRICES[name].of(quantity)


def url(price: Price) -> str:
    page = "on-demand" if price.source == "ec2" else ""
    return f"https://aws.amazon.com/{price.source}/pricing/{page}"
