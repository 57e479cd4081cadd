"""Crafternoon: activities, sign-ups and volunteers at a GP practice's front desk."""

__version__ = "0.1.0"
