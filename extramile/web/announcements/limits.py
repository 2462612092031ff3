"""How often something can be sent by the link of somebody who is quoted."""

from extramile.web.enquiries.limits import too_often as counted


def too_often(quotation_id: int) -> bool:
    """Count a try to send by a link; say whether there were too many within the hour."""
    return counted(f"quotation:{quotation_id}")
