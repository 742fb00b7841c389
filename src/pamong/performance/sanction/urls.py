"""Addresses of sanctions."""

from django.urls import path

from pamong.performance.sanction import views

urlpatterns = [
    path("evaluations/<uuid:uuid>/sanction", views.sanction_propose, name="sanction-propose"),
    path("sanctions/", views.sanction_list, name="sanction-list"),
    path("sanctions/people/<uuid:uuid>", views.discipline_propose, name="discipline-propose"),
    path("sanctions/<uuid:uuid>/", views.sanction_detail, name="sanction-detail"),
    path("sanctions/<uuid:uuid>/state", views.sanction_state, name="sanction-state"),
    path("sanctions/<uuid:uuid>/decide", views.sanction_decide, name="sanction-decide"),
    path("sanctions/<uuid:uuid>/withdraw", views.sanction_withdraw, name="sanction-withdraw"),
    path("sanctions/<uuid:uuid>/appeal", views.sanction_appeal, name="sanction-appeal"),
    path("sanctions/<uuid:uuid>/annul", views.sanction_annul, name="sanction-annul"),
]
