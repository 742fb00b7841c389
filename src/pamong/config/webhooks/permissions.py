"""Who decides what leaves the agency by itself; pure predicates over a scope."""

from pamong.access.scope import Scope
from pamong.config.webhooks.models import WebhookDelivery, WebhookEndpoint, keeps_webhooks
from pamong.people.models import Agency

Status = WebhookEndpoint.Status


def can_add_webhook(scope: Scope, agency: Agency) -> bool:
    """For their own agency."""
    return agency.pk == scope.agency_id and keeps_webhooks(scope)


def _keeps(scope: Scope, endpoint: WebhookEndpoint) -> bool:
    is_own = endpoint.agency_id == scope.agency_id and keeps_webhooks(scope)
    return is_own and endpoint.status != Status.REMOVED


def can_change_webhook(scope: Scope, endpoint: WebhookEndpoint) -> bool:
    """While it is not removed."""
    return _keeps(scope, endpoint)


def can_rotate_webhook(scope: Scope, endpoint: WebhookEndpoint) -> bool:
    """While it is not removed."""
    return _keeps(scope, endpoint)


def can_pause_webhook(scope: Scope, endpoint: WebhookEndpoint) -> bool:
    """While it is not removed."""
    return _keeps(scope, endpoint)


def can_resume_webhook(scope: Scope, endpoint: WebhookEndpoint) -> bool:
    """While it is not removed."""
    return _keeps(scope, endpoint)


def can_remove_webhook(scope: Scope, endpoint: WebhookEndpoint) -> bool:
    """Once."""
    return _keeps(scope, endpoint)


def can_test_webhook(scope: Scope, endpoint: WebhookEndpoint) -> bool:
    """While it is not removed."""
    return _keeps(scope, endpoint)


def can_resend_delivery(scope: Scope, delivery: WebhookDelivery) -> bool:
    """To an address that is not removed."""
    return _keeps(scope, delivery.endpoint)
