"""Addresses of angka kredit."""

from django.urls import path

from pamong.performance.credit import balance_views, determination_views, views

urlpatterns = [
    path("credit", views.credit_own, name="credit-own"),
    path("credit/people", views.credit_list, name="credit-list"),
    path("credit/people/<uuid:uuid>", views.credit_account, name="credit-account"),
    path("credit/people/<uuid:uuid>/enter", balance_views.balance_enter, name="balance-enter"),
    path("credit/people/<uuid:uuid>/rank", balance_views.rank_note, name="rank-note"),
    path(
        "credit/people/<uuid:uuid>/determine",
        determination_views.credit_determine,
        name="credit-determine",
    ),
    path("credit/entries", balance_views.balance_list, name="balance-list"),
    path("credit/entries/confirm", balance_views.balances_confirm, name="balances-confirm"),
    path("credit/entries/<uuid:uuid>", balance_views.balance_detail, name="balance-detail"),
    path("credit/entries/<uuid:uuid>/refuse", balance_views.balance_refuse, name="balance-refuse"),
    path(
        "credit/entries/<uuid:uuid>/correct",
        balance_views.balance_correct,
        name="balance-correct",
    ),
    path(
        "credit/determinations/<uuid:uuid>",
        determination_views.determination_detail,
        name="determination-detail",
    ),
    path(
        "credit/determinations/<uuid:uuid>/correct",
        determination_views.determination_correct,
        name="determination-correct",
    ),
]
