enum DemonstrationPlaceholder {}
