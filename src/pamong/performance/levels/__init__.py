"""The level of a unit (capaian kinerja organisasi): set first, by the leader one level up; art. 24–25."""
