"""The address at which a draft is closed."""

from django.urls import path

from soundingboard.site.contributions.closing import views

urlpatterns = [path("publishing/<slug:draft>/close/", views.closing, name="closing")]
