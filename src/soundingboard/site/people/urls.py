"""Addresses of this room."""

from django.urls import path

from soundingboard.site.people import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("password/", views.Password.as_view(), name="password"),
    path("<slug:process>/people/", views.people, name="people"),
]
