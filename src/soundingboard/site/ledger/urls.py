"""Addresses of the ledger, of answers and contests."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
