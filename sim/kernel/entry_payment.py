"""Entry: what it costs an organization to enter a pool, with the levers that help it."""

from __future__ import annotations

from sim.compilation.decorators import internal
from sim.kernel.layout import Records
from sim.laws.decision import annuity, can_pay


@internal
def own_payment(society: Records, organization: Records, payment: float) -> float:
    """Return what an organization pays itself of an entry payment: the rest is subsidy, as far as it goes."""
    if society.subsidized == 0:
        return payment
    subsidy = society.subsidy_share * payment
    if society.capped:
        subsidy = min(subsidy, organization.subsidy_left)
    return payment - subsidy


@internal
def affords(society: Records, organization: Records, payment: float, shortfall: float) -> bool:
    """Return whether an organization can pay to enter and then its bills; with credit it always can."""
    if society.credit_months > 0:
        return True
    return can_pay(payment, shortfall, society.liquidity_months, organization.cash, organization.surplus)


@internal
def entry_factor(society: Records, organization: Records) -> float:
    """Return what a dollar of entry payment is felt to cost: less with a guarantee, more or less with credit.

    With credit, the present value of its instalments. With a guarantee, less the expected refund: the pool breaks up in
    a month with the chance h = hazard (1 - tau) that the organization fears, and x = delta (1 - h), so that a refund
    within G months is worth share * delta h A_G(x).
    """
    factor = 1.0
    if society.credit_months > 0:
        factor = society.installment * annuity(organization.delta, float(society.credit_months))
    if society.guarantee_share > 0.0:
        fear = organization.delta - organization.confidence
        months = min(society.guarantee_months, organization.horizon)
        factor -= society.guarantee_share * fear * annuity(organization.confidence, float(months))
    return factor


@internal
def pay_entry(
    society: Records,
    resource: Records,
    organization: Records,
    place: Records,
    book: Records,
    payment: float,
    month: int,
) -> float:
    """Let an organization pay to enter a pool, now or by instalments; return what it pays itself."""
    if book.refund < 0.0:
        receive_refund(resource, organization, place, book)
    paid = own_payment(society, organization, payment)
    subsidy = payment - paid
    organization.subsidy_left -= subsidy
    organization.subsidies += subsidy
    organization.public += subsidy
    if society.guarantee_months > 0:
        book.refund = society.guarantee_share * paid
        book.refund_until = month + society.guarantee_months
    if society.credit_months > 0:
        book.debt += paid
        book.credit_rate = society.credit_rate
        book.installment = book.debt * society.installment  # what was still owed is spread anew
        organization.owes = 1
    else:
        pay(resource, organization, place, paid)
    return paid


@internal
def pay(resource: Records, organization: Records, place: Records, payment: float) -> None:
    """Book a payment to enter a pool, or a refund, which is a negative one."""
    organization.entry_payment += payment
    organization.cash -= payment
    place.payment += payment
    if organization.closed_alone == 0:
        resource.gain -= payment


@internal
def settle_levers(resource: Records, organization: Records, place: Records, book: Records) -> None:
    """Pay a month of a credit (interest on what is owed, the rest off it), and receive a refund that has come due."""
    if book.debt > 0.0:
        owed = book.debt * (1.0 + book.credit_rate)
        payment = book.installment
        if owed - payment <= 1e-9 * payment:  # the last one takes what rounding has left
            payment = owed
        book.debt = owed - payment
        pay(resource, organization, place, payment)
    if book.refund < 0.0:
        receive_refund(resource, organization, place, book)


@internal
def receive_refund(resource: Records, organization: Records, place: Records, book: Records) -> None:
    """Receive what the guarantee has promised."""
    organization.public -= book.refund
    pay(resource, organization, place, book.refund)
    book.refund = 0.0


@internal
def promise_refund(society: Records, organization: Records, book: Records) -> None:
    """Make the refund of a guarantee due, as a pool dissolves: it is a negative payment, and comes next month."""
    if book.refund > 0.0 and society.month < book.refund_until:
        book.refund = -book.refund
        organization.owes = 1
