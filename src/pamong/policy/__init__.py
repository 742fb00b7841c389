"""What a regulation says, as pure functions over dated packs; knows no Django and no clock."""
