enum ApplicantDeskPlaceholder {}
