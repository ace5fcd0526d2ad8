enum OfficeDeskPlaceholder {}
