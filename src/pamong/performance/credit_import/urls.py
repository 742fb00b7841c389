"""Addresses of files of balances."""

from django.urls import path

from pamong.performance.credit_import import views

urlpatterns = [
    path("credits", views.credit_import, name="credit-import"),
    path("credits/receive", views.credits_receive, name="credits-receive"),
    path("credits/template", views.credits_template, name="credits-template"),
    path("credits/<uuid:uuid>", views.credit_file, name="credit-file"),
    path("credits/<uuid:uuid>/columns", views.credit_columns_choose, name="credit-columns-choose"),
    path("credits/<uuid:uuid>/import", views.credits_import, name="credits-import"),
    path("credits/<uuid:uuid>/drop", views.credits_drop, name="credits-drop"),
    path("credits/<uuid:uuid>/rejected", views.credits_rejected, name="credits-rejected"),
]
