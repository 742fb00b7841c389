"""What a regulation says, as pure functions over dated packs of data; knows no Django and no clock."""
